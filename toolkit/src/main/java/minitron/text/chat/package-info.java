/**
 * Conversations, and how a model reads them: messages, the templates that make one text of them,
 * and which of its tokens are supervised.
 *
 * <p>Imports io and python.
 */
package minitron.text.chat;
