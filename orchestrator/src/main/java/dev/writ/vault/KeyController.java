package dev.writ.vault;

import dev.writ.api.KeysApi;
import dev.writ.api.model.KeyRotated;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeyController implements KeysApi {
  private final KeyRotation rotation;

  KeyController(KeyRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public ResponseEntity<KeyRotated> rotateKey() {
    var rotated = rotation.rotate();
    return ResponseEntity.ok(new KeyRotated(rotated.key(), rotated.rewrapped()));
  }
}
