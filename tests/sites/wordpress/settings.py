"""Settings of the three servers, to be filled with the folder, the port and the user."""

FPM = """[global]
pid = {state}/php.pid
error_log = {state}/php.log
[www]
user = {user}
listen = {state}/php.sock
pm = static
pm.max_children = 4
php_admin_value[memory_limit] = 128M
php_admin_value[sendmail_path] = /bin/true
"""
NGINX = """pid {state}/nginx.pid;
error_log {state}/nginx.log;
worker_processes 1;
{user_line}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    gzip on;
    gzip_types application/json application/rss+xml application/xml text/xml;
    client_body_temp_path {state}/tmp;
    fastcgi_temp_path {state}/tmp;
    proxy_temp_path {state}/tmp;
    uwsgi_temp_path {state}/tmp;
    scgi_temp_path {state}/tmp;
    server {{
        listen 127.0.0.1:{port};
        root {state}/html;
        index index.php;
        location / {{ try_files $uri $uri/ /index.php?$args; }}
        location ~ \\.php$ {{
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_param SCRIPT_NAME $fastcgi_script_name;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param REQUEST_URI $request_uri;
            fastcgi_param DOCUMENT_ROOT $document_root;
            fastcgi_param SERVER_PROTOCOL $server_protocol;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param SERVER_NAME 127.0.0.1;
            fastcgi_param SERVER_PORT {port};
            fastcgi_param HTTP_HOST 127.0.0.1:{port};
            fastcgi_pass unix:{state}/php.sock;
        }}
    }}
}}
"""
"""No include of Debian's ``fastcgi_params``: it passes the host without its port, and WordPress
then redirects every page to itself."""
CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{state}/db.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', '{origin}');
define('WP_SITEURL', '{origin}');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('AUTH_KEY', 'loopback only');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""
