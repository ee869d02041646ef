package minitron.text;

import java.util.List;

/**
 * The rows of one split of one data set, in their file's order.
 *
 * @param name data set and split, as results and errors name them: {@code winogrande/train.jsonl}
 * @param rows at least one
 * @param sha256 of the bytes the rows were read from, in lower-case hexadecimal
 */
public record ItemSplit(String name, List<Row> rows, String sha256) {}
