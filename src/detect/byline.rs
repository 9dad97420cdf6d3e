//! Repeats of the article's own byline.
