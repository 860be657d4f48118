-- order = 60
-- title = "How many reports are there of each month?"
-- description = """
-- Reports by month of publication and publisher, copies counted apart. It shows what is in this file, not
-- how much was published or how much happened: a month with few reports may be one that was not crawled. Reports
-- without a day of publication stand last."""
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.language]
-- label = "Language"
-- kind = "language"
-- [parameters.since]
-- label = "Published since"
-- kind = "day"
-- [parameters.until]
-- label = "Published until"
-- kind = "day"
SELECT
    substr(r.published_date, 1, 7) AS month,
    p.name AS publisher,
    count(*) AS reports,
    count(r.duplicate_of) AS of_them_copies,
    count(DISTINCT r.published_date) AS days_with_reports,
    min(r.published_date) AS first_day,
    max(r.published_date) AS last_day
FROM reports AS r
JOIN publishers AS p ON p.id = r.publisher_id
WHERE (:publisher = '' OR p.name = :publisher)
    AND (:language = '' OR r.language = :language)
    AND (:since = '' OR r.published_date >= :since)
    AND (:until = '' OR r.published_date <= :until)
GROUP BY month, p.name
ORDER BY month DESC, p.name
LIMIT 1000
