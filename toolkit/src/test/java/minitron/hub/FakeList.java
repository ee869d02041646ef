package minitron.hub;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** How a hub lists the files of its model. */
final class FakeList {
  private FakeList() {}

  static JsonObject of(FakeHub hub) {
    var siblings = new JsonArray();
    hub.files.forEach((name, content) -> siblings.add(sibling(hub, name, content.length)));
    var list = new JsonObject();
    list.addProperty("id", "org/name");
    list.addProperty("sha", hub.commit);
    list.add("siblings", siblings);
    return list;
  }

  private static JsonObject sibling(FakeHub hub, String name, int size) {
    var file = new JsonObject();
    file.addProperty("rfilename", name);
    if (hub.listsHashes) {
      file.addProperty("size", size);
      file.addProperty("blobId", FakeHub.isLarge(name) ? "f".repeat(40) : hub.hash(name));
    }
    if (hub.listsHashes && FakeHub.isLarge(name)) {
      var lfs = new JsonObject();
      lfs.addProperty("sha256", hub.hash(name));
      lfs.addProperty("size", size);
      lfs.addProperty("pointerSize", 134);
      file.add("lfs", lfs);
    }
    return file;
  }
}
