"""Places of Syria and Iraq: which one the words of a report name, where that is sure; pure."""
