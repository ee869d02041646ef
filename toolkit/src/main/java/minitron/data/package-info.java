/** What models are trained and scored on: corpora, tokenizers and the rows of evaluation data. */
package minitron.data;
