-- order = 90
-- title = "Which pages are not in the file, and why?"
-- description = """
-- Addresses that publishers named and that gave no report: what failed, what is gone, what turned out to be no report,
-- what the rules leave out. A report that is missing here was never named by a source of the publisher."""
-- [parameters.state]
-- label = "State"
-- kind = "state"
-- default = "failed"
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.reason]
-- label = "Reason"
-- kind = "reason"
SELECT
    g.last_fetched_at, p.name AS publisher, g.state, g.reason, g.reason_detail, g.attempts, g.next_due_at,
    g.url
FROM publishers AS p
JOIN pages AS g ON g.publisher_id = p.id AND g.state IN (
    SELECT value
    FROM json_each('["failed", "gone", "not_report", "excluded", "not_allowed", "pending"]')
    WHERE :state IN ('', value)
)
WHERE :publisher IN ('', p.name) AND (:reason = '' OR g.reason = :reason)
ORDER BY g.last_fetched_at DESC, g.id DESC
LIMIT 300
