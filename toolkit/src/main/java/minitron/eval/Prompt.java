package minitron.eval;

import minitron.data.Row;

/**
 * A document about to be asked.
 *
 * @param document its place in the split, from 0
 * @param before the solved examples' text, empty or ending in the delimiter between examples
 * @param row the document
 */
public record Prompt(int document, String before, Row row) {}
