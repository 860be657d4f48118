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
    r.method,
    v.id AS version_id
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
    v.stored_at,
    v.reader
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
    c.archive,
    c.read,
    c.generic,
    c.with_title,
    c.with_date,
    c.with_body,
    c.claimable,
    c.with_claims,
    c.median_body
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

-- Boilerplate is the same claim in the same sentence of three works, copies of one counted once.
-- Whoever counts claims has each join to pay: what the row itself tells is taken from it, and what
-- few ask for is looked up only then. LEFT JOIN keeps SQLite from walking over the reports first,
-- and from them to claims all over the file.
CREATE VIEW claim AS
SELECT
    c.id AS claim_id,
    c.report_id,
    c.version_id,
    c.is_current,
    p.name AS publisher,
    r.url,
    r.published_date,
    c.field,
    c.start,
    c."end",
    c.quote,
    c.harm,
    c.count_min,
    c.count_max,
    c.qualifier,
    c.victims,
    c.part_of_id AS part_of,
    c.claimant,
    c.claimant_role,
    a.name AS actor,
    c.actor_text,
    c.attribution,
    c.weapon,
    g.name AS place,
    c.place_text,
    g.adm1,
    g.country,
    g.lat,
    g.lon,
    c.date_start,
    c.date_end,
    c.date_precision,
    c.date_basis,
    c.scope,
    CASE
        WHEN c.context IS NOT NULL AND (
            SELECT count(*) FROM (
                SELECT DISTINCT coalesce(w.duplicate_of, w.id)
                FROM claims AS n
                JOIN reports AS w ON w.id = n.report_id
                WHERE n.context = c.context
                LIMIT 3
            )
        ) = 3 THEN json_insert(c.flags, '$[#]', 'repeated_boilerplate')
        ELSE json(c.flags)
    END AS flags,
    c.vague,
    c.is_part,
    c.weapon_text,
    (SELECT v.number FROM report_versions AS v WHERE v.id = c.version_id) AS version,
    (SELECT v.title FROM report_versions AS v WHERE v.id = c.version_id) AS title,
    r.language,
    r.duplicate_of,
    c.position,
    a.kind AS actor_kind,
    a.country AS actor_country,
    g.kind AS place_kind,
    g.key AS place_key,
    (SELECT v.reader FROM report_versions AS v WHERE v.id = c.version_id) AS reader,
    j.judgement AS review,
    j.note AS review_note,
    j.reviewer,
    j.at AS reviewed_at,
    j.corrections,
    (
        SELECT m.is_reread FROM reviewed_claims AS m
        WHERE m.claim_id = c.id AND m.review_id = c.review_id
    ) AS reread_since_review,
    c.is_top
FROM claims AS c
LEFT JOIN reports AS r ON r.id = c.report_id
LEFT JOIN publishers AS p ON p.id = r.publisher_id
LEFT JOIN actors AS a ON a.id = c.actor_id
LEFT JOIN places AS g ON g.id = c.place_id
LEFT JOIN claim_reviews AS j ON j.id = c.review_id;

CREATE VIEW claim_top AS
SELECT * FROM claim WHERE is_top = 1;

CREATE VIEW claim_changed AS
SELECT
    v.report_id,
    r.url,
    new.harm,
    new.victims,
    coalesce(a.name, b.name) AS actor,
    old.count_min AS old_count,
    new.count_min AS new_count,
    u.number AS old_version,
    v.number AS new_version,
    v.first_seen_at AS seen_at,
    p.name AS publisher,
    new.field,
    new.is_part,
    new.claimant,
    new.scope,
    old.count_max AS old_count_max,
    new.count_max AS new_count_max,
    old.quote AS old_quote,
    new.quote AS new_quote,
    old.id AS old_claim_id,
    new.id AS new_claim_id,
    min(new.position) AS position
FROM claims AS new
JOIN claims AS old ON old.id = new.follows_id
JOIN report_versions AS v ON v.id = new.version_id
JOIN report_versions AS u ON u.id = old.version_id
JOIN reports AS r ON r.id = v.report_id
JOIN publishers AS p ON p.id = r.publisher_id
LEFT JOIN actors AS a ON a.id = new.actor_id
LEFT JOIN actors AS b ON b.id = old.actor_id
WHERE (
    old.count_min IS NOT new.count_min
    OR old.count_max IS NOT new.count_max
    OR old.vague IS NOT new.vague
)
    AND new.id NOT IN (SELECT claim_id FROM rejected_claim)
    AND old.id NOT IN (SELECT claim_id FROM rejected_claim)
GROUP BY
    v.id, u.id, new.harm, new.victims, coalesce(a.name, b.name), new.claimant, new.scope,
    new.is_part, old.count_min, old.count_max, old.vague, new.count_min, new.count_max, new.vague;

CREATE VIEW unparsed AS
SELECT
    v.report_id,
    r.url,
    s.field,
    s.start,
    s."end",
    s.sentence,
    s.why,
    v.id AS version_id,
    p.name AS publisher,
    r.published_date,
    r.language
FROM unparsed_sentences AS s
JOIN report_versions AS v ON v.id = s.version_id AND v.is_current = 1
JOIN reports AS r ON r.id = v.report_id
JOIN publishers AS p ON p.id = r.publisher_id;

CREATE VIEW claim_review AS
SELECT
    j.id AS review_id,
    j.report_id,
    r.url,
    (
        SELECT m.claim_id
        FROM reviewed_claims AS m
        JOIN claims AS c ON c.id = m.claim_id
        JOIN report_versions AS v ON v.id = c.version_id
        WHERE m.review_id = j.id
        ORDER BY v.number DESC
        LIMIT 1
    ) AS claim_id,
    j.judgement,
    j.corrections,
    j.note,
    j.reviewer,
    j.at,
    j.field,
    j.quote,
    j.sentence,
    json_extract(j.judged, '$.harm') AS harm,
    json_extract(j.judged, '$.count_min') AS count_min,
    json_extract(j.judged, '$.count_max') AS count_max,
    json_extract(j.judged, '$.victims') AS victims
FROM claim_reviews AS j
JOIN reports AS r ON r.id = j.report_id;

-- Not for people: claims that somebody rejected last.
CREATE VIEW rejected_claim AS
SELECT c.id AS claim_id
FROM claims AS c
JOIN claim_reviews AS j ON j.id = c.review_id
WHERE j.judgement = 'rejected';

-- Not for people: by what repeats of a claim are known.
CREATE VIEW whole_claim AS
SELECT
    c.id,
    c.version_id,
    c.is_current,
    c.position,
    c.field,
    c.harm,
    c.count_min,
    c.count_max,
    c.vague,
    c.victims,
    c.claimant,
    c.scope,
    coalesce('#' || c.actor_id, lower(c.actor_text)) AS party,
    coalesce('#' || c.place_id, lower(c.place_text)) AS spot,
    c.date_start || '/' || coalesce(c.date_end, '') AS period,
    c.qualifier = 'exact' AS is_bare
FROM claims AS c
WHERE c.is_part = 0 AND NOT EXISTS (
    SELECT 1 FROM claim_reviews AS j WHERE j.id = c.review_id AND j.judgement = 'rejected'
);

-- Not for people: of what claims.is_top is written. A repeat says in the same report what another row
-- says, or, as a headline, less of it. Of equal ones the careful wording stays ("at least 98" and not
-- "98"), then that of the body.
CREATE VIEW top_claim AS
SELECT own.id
FROM whole_claim AS own
WHERE own.is_current = 1 AND NOT EXISTS (
    SELECT 1
    FROM whole_claim AS other
    WHERE other.version_id = own.version_id
        AND other.id <> own.id
        AND other.harm = own.harm
        AND other.count_min IS own.count_min
        AND other.count_max IS own.count_max
        AND other.vague IS own.vague
        AND other.claimant = own.claimant
        AND other.scope = own.scope
        AND CASE
            WHEN other.victims IS own.victims AND other.party IS own.party
                AND other.spot IS own.spot AND other.period IS own.period
            THEN (other.is_bare, other.field <> 'body', other.position)
                < (own.is_bare, own.field <> 'body', own.position)
            ELSE own.field <> 'body'
                AND own.is_bare >= other.is_bare
                AND coalesce(own.victims = other.victims, own.victims IS NULL)
                AND coalesce(own.party = other.party, own.party IS NULL)
                AND coalesce(
                    instr(' ' || other.spot || ' ', ' ' || own.spot || ' ') > 0, own.spot IS NULL
                )
                AND coalesce(own.period = other.period, own.period IS NULL)
        END
);

-- Not for people: what the index of words covers, so that it need not keep a copy of the text.
CREATE VIEW current_text AS
SELECT id AS version_id, title, subtitle, body
FROM report_versions
WHERE is_current = 1;
