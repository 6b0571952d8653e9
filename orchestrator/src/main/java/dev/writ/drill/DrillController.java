package dev.writ.drill;

import dev.writ.api.DrillsApi;
import dev.writ.api.model.DrillMonth;
import dev.writ.api.model.DrillPage;
import dev.writ.api.model.DrillPolicy;
import dev.writ.api.model.DrillView;
import dev.writ.connection.ConnectionService;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DrillController implements DrillsApi {
  private final Drills drills;
  private final DrillRecord record;
  private final DrillViews views;
  private final DrillPolicies policies;
  private final DrillComparisons comparisons;
  private final ConnectionService connections;

  DrillController(
      Drills drills,
      DrillRecord record,
      DrillViews views,
      DrillPolicies policies,
      DrillComparisons comparisons,
      ConnectionService connections) {
    this.drills = drills;
    this.record = record;
    this.views = views;
    this.policies = policies;
    this.comparisons = comparisons;
    this.connections = connections;
  }

  @Override
  public ResponseEntity<DrillView> openDrill(UUID id) {
    return ResponseEntity.status(201).body(views.full(drills.open(id, actor())));
  }

  @Override
  public ResponseEntity<DrillPage> listDrills(UUID id, @Nullable UUID after, Integer limit) {
    connections.require(id);
    // One more than asked for, to know whether there is a next page.
    var rows = record.page(id, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new DrillPage(shown.stream().map(DrillViews::brief).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<DrillView> showDrill(UUID id) {
    return ResponseEntity.ok(views.full(record.require(id)));
  }

  @Override
  public ResponseEntity<DrillView> stopDrill(UUID id) {
    return ResponseEntity.ok(views.full(drills.stop(id, actor())));
  }

  @Override
  public ResponseEntity<List<DrillMonth>> compareDrills() {
    return ResponseEntity.ok(comparisons.all().stream().map(DrillViews::month).toList());
  }

  @Override
  public ResponseEntity<DrillPolicy> showDrillPolicy(UUID id) {
    connections.require(id);
    return ResponseEntity.ok(new DrillPolicy(policies.word(id)));
  }

  @Override
  public ResponseEntity<DrillPolicy> setDrillPolicy(UUID id, DrillPolicy policy) {
    var connection = connections.require(id);
    if (!policy.getEvery().equals(DrillPolicies.OFF) && !drills.canPlant(connection)) {
      throw Problem.invalid(
          "no drill is possible here: this vendor's API, as far as Writ knows it, cannot create an"
              + " invented person's data");
    }
    policies.set(id, policy.getEvery(), actor());
    return showDrillPolicy(id);
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
