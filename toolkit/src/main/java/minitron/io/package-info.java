/**
 * Files and folders that are written whole or not at all by one writer at a time, SHA-256, strict
 * JSON, and what is said of files that are something else.
 *
 * <p>Imports nothing else of the toolkit.
 */
package minitron.io;
