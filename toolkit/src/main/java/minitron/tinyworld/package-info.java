/** A small world of our own: stories without end, items on facts never told, and a tokenizer. */
package minitron.tinyworld;
