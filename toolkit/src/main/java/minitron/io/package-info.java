/**
 * Files and folders that are written whole or not at all, SHA-256, and strict JSON.
 *
 * <p>Imports nothing else of the toolkit.
 */
package minitron.io;
