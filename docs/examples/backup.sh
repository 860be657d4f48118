#!/bin/sh
# Copies the database, and of the captures those that it refers to, into a folder on another disk:
#   docs/examples/backup.sh /mnt/backup
# Seven copies of the database are kept, one for each day of the week. Needs sqlite3 and rsync.
set -eu
to=${1:?name the folder of the backups}
cd /srv/harm-reports
copy=$to/reports-$(date +%u).sqlite
.venv/bin/scrapy backup "$copy" --force
sqlite3 -readonly "$copy" "SELECT file FROM capture WHERE file NOT LIKE '/%'
    UNION SELECT file FROM manifest" |
    rsync --archive --files-from=- data/archive "$to/archive"
