package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a safetensors file can lie, and the sentence that each one gets. */
final class SafetensorsHostileTest {
  @TempDir Path folder;

  /** One tensor "a" over eight bytes of data; ' stands for the double quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "| does not start with {",
        "[] | does not start with {",
        "` {}` | does not start with {",
        "{ | broken or cut short at",
        "{} {} | broken or cut short at",
        "{}x | broken or cut short at",
        "{'a':1} | tensor \"a\" is not an object",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},} | broken or cut short at",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | the key \"a\" twice",
        "{'__metadata__':{'k':'1','k':'2'}} | the key \"k\" twice",
        "{'__metadata__':{'k':1}} | __metadata__ is not a string",
        "{'__metadata__':null} | __metadata__ is not an object",
        "{'a':{'dtype':'U8','dtype':'U8','shape':[8],'data_offsets':[0,8]}} | the key \"dtype\" twice",
        "{'a':{'dtype':'F99','shape':[8],'data_offsets':[0,8]}} | unknown dtype \"F99\"",
        "{'a':{'dtype':8,'shape':[8],'data_offsets':[0,8]}} | dtype is not a string",
        "{'a':{'dtype':'U8','shape':8,'data_offsets':[0,8]}} | shape is not an array",
        "{'a':{'dtype':'U8','shape':['8'],'data_offsets':[0,8]}} | shape is not a whole number",
        "{'a':{'dtype':'U8','shape':[-8],'data_offsets':[0,8]}} | shape holds \"-8\"",
        "{'a':{'dtype':'U8','shape':[8.0],'data_offsets':[0,8]}} | shape holds \"8.0\"",
        "{'a':{'dtype':'U8','shape':[9223372036854775808],'data_offsets':[0,8]}} | shape holds",
        "{'a':{'dtype':'U8','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | size overflows",
        "{'a':{'dtype':'F64','shape':[2305843009213693952],'data_offsets':[0,8]}} | size overflows",
        "{'a':{'dtype':'U8','shape':[7],'data_offsets':[0,8]}} | needs 7 bytes but its data_offsets span 8",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0]}} | data_offsets [0]",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8,8]}} | data_offsets [0, 8, 8]",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[8,0]}} | data_offsets [8, 0]",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[-8,0]}} | data_offsets holds \"-8\"",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[8,16]}} | a hole after byte 0",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'b':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | overlaps the tensor that ends at byte 8",
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[5],'data_offsets':[3,8]}} | a hole after byte 2",
        "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[5],'data_offsets':[3,8]}} | overlaps the tensor that ends at byte 4",
        "{'a':{'dtype':'U8','shape':[7],'data_offsets':[0,7]}} | describes 7 bytes of data and 8 are there (bytes follow",
        "{'a':{'dtype':'U8','shape':[9],'data_offsets':[0,9]}} | describes 9 bytes of data and 8 are there (it is cut short)",
        "{'a':{'dtype':'U8','shape':[9223372036854775807],'data_offsets':[0,9223372036854775807]}} | and 8 are there (it is cut short)",
        "{'a':{'dtype':'U8','shape':[0],'data_offsets':[9223372036854775807,9223372036854775807]}} | a hole after byte 0",
        "{'a':{'dtype':'F64','shape':[0,9223372036854775807,2],'data_offsets':[0,0]}} | describes 0 bytes of data and 8 are there",
        "{'a':{'dtype':'U8','shape':[8]}} | lacks a key",
        "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8],'x':1}} | unknown key \"x\"",
        "{'a\\ud800':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | not valid Unicode",
      })
  void aLyingHeaderIsRefused(String header, String fragment) {
    String json = header == null ? "" : header.replace('\'', '"');
    assertRefused(SafetensorsFiles.file(folder, json, 8), fragment);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() {
    byte[] latin = "{\"größe\":0}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(SafetensorsFiles.raw(folder, latin.length, latin, 8), "not UTF-8");
  }

  @Test
  void lengthsThatLieAreRefused() throws IOException {
    Path seven = Files.write(folder.resolve("seven"), new byte[7]);
    assertRefused(seven, "7 bytes, fewer than the 8");
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    assertRefused(SafetensorsFiles.raw(folder, 3, header, 0), "3 bytes but the whole file has 10");
    assertRefused(SafetensorsFiles.raw(folder, 100_000_001, header, 0), "allowed: up to 100000000");
    assertRefused(
        SafetensorsFiles.raw(folder, Long.MAX_VALUE, header, 0), "have 9223372036854775807 bytes");
    assertRefused(SafetensorsFiles.raw(folder, -1, header, 0), "have 18446744073709551615 bytes");
  }

  @Test
  void noFileAndFoldersAreRefused() {
    assertRefused(folder.resolve("none"), "There is no file");
    assertRefused(folder, "is a folder");
  }

  @Test
  void aHugeOrHostileNameDoesNotFloodTheMessage() {
    String name = "\\n\\u001b[31m" + "x".repeat(1_000_000);
    Path file = SafetensorsFiles.file(folder, "{\"" + name + "\":0}", 8);
    String message = Refusal.of(() -> SafetensorsFile.open(file));
    assertTrue(message.length() < 400 + file.toString().length(), message);
    assertFalse(message.chars().anyMatch(Character::isISOControl), message);
  }

  private static void assertRefused(Path file, String fragment) {
    Refusal.of(() -> SafetensorsFile.open(file), fragment, file.toString());
  }
}
