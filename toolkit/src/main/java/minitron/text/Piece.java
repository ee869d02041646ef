package minitron.text;

/**
 * A part of a document that is tokenized by itself.
 *
 * @param begins whether the document begins here
 * @param ends whether it ends here
 */
record Piece(String text, boolean begins, boolean ends) {}
