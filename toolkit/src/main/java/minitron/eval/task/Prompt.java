package minitron.eval.task;

import minitron.text.Row;

/**
 * A document about to be asked.
 *
 * @param document its place in the split, from 0
 * @param before the task's description and the solved examples, with the delimiter after each
 * @param row the document
 */
public record Prompt(int document, String before, Row row) {}
