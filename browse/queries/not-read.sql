-- order = 70
-- title = "Which sentences speak of harm and gave no figure?"
-- description = """
-- Sentences of current texts that name a harm to people but from which the program took nothing, with the reason: what
-- may have been missed. Many of them state no number at all. It reads English only; of Arabic texts nothing
-- stands here or among the claims."""
-- [parameters.why]
-- label = "Reason"
-- kind = "why"
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.words]
-- label = "Words of the sentence"
-- [parameters.since]
-- label = "Published since"
-- kind = "day"
-- [parameters.until]
-- label = "Published until"
-- kind = "day"
SELECT
    r.published_date, p.name AS publisher, s.why, s.sentence, s.field, r.url, v.report_id
FROM unparsed_sentences AS s
JOIN report_versions AS v ON v.id = s.version_id AND v.is_current = 1
JOIN reports AS r ON r.id = v.report_id
JOIN publishers AS p ON p.id = r.publisher_id
WHERE r.duplicate_of IS NULL
    AND (:why = '' OR s.why = :why)
    AND (:publisher = '' OR p.name = :publisher)
    AND (:words = '' OR instr(fold(s.sentence), fold(:words)) > 0)
    AND (:since = '' OR r.published_date >= :since)
    AND (:until = '' OR r.published_date <= :until)
ORDER BY r.published_date DESC, v.report_id DESC, s.id
LIMIT 300
