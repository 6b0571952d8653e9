package dev.writ.vendor.kit;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;

/** One kind after the other; a cursor is the kind's place and the number of its last thing. */
class ToyInventory implements Inventory {

  @Override
  public List<String> unlisted() {
    return List.of();
  }

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var place = cursor.split(" ");
    int kind = cursor.isEmpty() ? 0 : Integer.parseInt(place[0]);
    int after = cursor.isEmpty() ? 0 : Integer.parseInt(place[1]);
    for (; kind < ToyAdapter.KINDS.size(); kind++, after = 0) {
      var page =
          ToyAdapter.object(ToyAdapter.api(connection).list(ToyAdapter.KINDS.get(kind), after));
      var objects = new ArrayList<VendorObject>();
      for (var thing : page.path("things")) {
        objects.add(
            new VendorObject(thing.path("kind").asString(""), thing.path("id").asString("")));
      }
      int next = next(page.path("next").asInt(-1), after);
      if (next >= 0) {
        return new Page(objects, kind + " " + next);
      }
      if (!objects.isEmpty()) {
        return new Page(objects, kind + 1 < ToyAdapter.KINDS.size() ? kind + 1 + " 0" : "");
      }
    }
    return new Page(List.of(), "");
  }

  int next(int next, int after) {
    Answers.require(next < 0 || next > after);
    return next;
  }
}
