-- order = 20
-- title = "Which figures changed after publication?"
-- description = """
-- Each figure that one text of a report gives and the next text gives otherwise, with the words before
-- and after, the latest change first."""
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.since]
-- label = "Seen since"
-- kind = "day"
SELECT seen_at, report_id, publisher, harm, victims, actor, old_count, new_count, old_quote, new_quote,
       old_version, new_version
  FROM claim_changed
 WHERE (:publisher = '' OR publisher = :publisher) AND (:since = '' OR seen_at >= :since)
 ORDER BY seen_at DESC, report_id
 LIMIT 500
