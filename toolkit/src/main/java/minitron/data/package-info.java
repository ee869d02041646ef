/** Texts, tokenizers, and the blocks of tokens that models are trained and measured on. */
package minitron.data;
