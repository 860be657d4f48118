<?php
/** Edit a post as an editor does now: php edit.php HTML_FOLDER POST_ID ADDED_PARAGRAPH */
[, $html, $id, $added] = $argv;
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
require "$html/wp-load.php";
wp_set_current_user(1);
kses_remove_filters();
$content = get_post($id)->post_content . "\n<p>" . esc_html($added) . "</p>";
wp_update_post(wp_slash(['ID' => (int) $id, 'post_content' => $content]));
