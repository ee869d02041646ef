package minitron.host;

import java.util.ArrayList;
import java.util.List;

/** A host that remembers what it was told. */
record FakeHost(boolean live, List<String> said, List<Bundle> bundles) implements Host {
  FakeHost(boolean live) {
    this(live, new ArrayList<>(), new ArrayList<>());
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void show(Bundle bundle) {
    hear("show", bundle);
  }

  @Override
  public void show(String id, Bundle bundle) {
    hear("first", bundle);
  }

  @Override
  public void update(String id, Bundle bundle) {
    hear("update", bundle);
  }

  private void hear(String how, Bundle bundle) {
    said.add(how);
    bundles.add(bundle);
  }
}
