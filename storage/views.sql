-- The public face of the file; docs/schema.md explains each column.
-- Columns may be added at the end; none is renamed.

CREATE VIEW report AS
SELECT
    r.id AS report_id,
    p.name AS publisher,
    r.url,
    v.title,
    v.subtitle,
    v.body,
    r.language,
    r.published_at,
    r.published_date,
    r.published_from,
    r.modified_at,
    json_extract(r.sections, '$[0]') AS section,
    r.author,
    r.post_id,
    r.duplicate_of,
    r.similarity,
    (SELECT count(*) FROM report_versions AS n WHERE n.report_id = r.id) AS versions,
    r.first_seen_at,
    r.last_seen_at,
    r.sections,
    r.tags,
    r.method
FROM reports AS r
JOIN publishers AS p ON p.id = r.publisher_id
JOIN report_versions AS v ON v.report_id = r.id AND v.is_current = 1;

CREATE VIEW report_version AS
SELECT
    v.id AS version_id,
    v.report_id,
    v.number,
    v.is_current,
    v.title,
    v.subtitle,
    v.body,
    v.fingerprint,
    (
        SELECT c.id FROM captures AS c
        WHERE c.version_id = v.id AND c.part = 1 AND c.status <> 304
        ORDER BY coalesce(c.original_at, c.fetched_at), c.id
        LIMIT 1
    ) AS capture_id,
    v.first_seen_at,
    v.last_seen_at,
    v.method,
    v.extractor,
    v.stored_at
FROM report_versions AS v;

CREATE VIEW report_url AS
SELECT report_id, url, kind
FROM report_urls;

CREATE VIEW report_link AS
SELECT report_id, kind, url, label, language
FROM report_links;

CREATE VIEW page AS
SELECT
    g.url,
    p.name AS publisher,
    g.state,
    g.reason,
    g.reason_detail,
    g.attempts,
    g.discovered_via,
    g.first_seen_at,
    g.last_fetched_at,
    g.next_due_at,
    g.etag,
    g.last_modified,
    g.report_id,
    g.published_date,
    g.source_modified_at,
    g.listed_at,
    g.answered_at
FROM pages AS g
JOIN publishers AS p ON p.id = g.publisher_id;

CREATE VIEW crawl AS
SELECT
    c.id AS crawl_id,
    p.name AS publisher,
    c.started_at,
    c.finished_at,
    c.outcome,
    c.exit_status,
    c.discovered,
    c.fetched,
    c.new,
    c.changed,
    c.unchanged,
    c.not_report,
    c.failed,
    c.options,
    c.archive
FROM crawls AS c
JOIN publishers AS p ON p.id = c.publisher_id;

CREATE VIEW capture AS
SELECT
    c.id AS capture_id,
    c.url,
    c.status,
    c.fetched_at,
    c.sha256,
    c.file,
    c."offset",
    c.length,
    c.crawl_id,
    c.media_type,
    v.report_id,
    c.version_id,
    c.part,
    c.original_url,
    c.original_at
FROM captures AS c
LEFT JOIN report_versions AS v ON v.id = c.version_id;

CREATE VIEW manifest AS
SELECT
    m.id AS manifest_id,
    p.name AS publisher,
    m.crawl_id,
    m.file,
    m.sha256,
    m.previous_sha256,
    m.written_at
FROM manifests AS m
JOIN publishers AS p ON p.id = m.publisher_id;

CREATE VIEW issue AS
SELECT crawl_id, at, level, kind, url, report_id, detail
FROM issues;

-- Not for people: what the index of words covers, so that it need not keep a copy of the text.
CREATE VIEW current_text AS
SELECT id AS version_id, title, subtitle, body
FROM report_versions
WHERE is_current = 1;
