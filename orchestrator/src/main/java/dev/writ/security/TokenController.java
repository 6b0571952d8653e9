package dev.writ.security;

import dev.writ.api.TokensApi;
import dev.writ.api.model.IssuedToken;
import dev.writ.api.model.NewToken;
import dev.writ.api.model.TokenView;
import dev.writ.web.Texts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TokenController implements TokensApi {
  private static final Logger LOG = LoggerFactory.getLogger(TokenController.class);
  private final Tokens tokens;

  TokenController(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public ResponseEntity<IssuedToken> createToken(NewToken wanted) {
    var role = Role.valueOf(wanted.getRole().name());
    var issued =
        tokens.issue(
            role,
            Texts.impersonal(wanted.getName(), "name"),
            Optional.ofNullable(wanted.getPerson()));
    var token = issued.token();
    LOG.info("token {} of role {} issued by token {}", token.id(), role, Caller.current().token());
    return ResponseEntity.status(201)
        .body(
            new IssuedToken(
                token.id(),
                wanted.getRole(),
                token.name(),
                token.person(),
                at(token.createdAt()),
                issued.secret()));
  }

  @Override
  public ResponseEntity<List<TokenView>> listTokens() {
    return ResponseEntity.ok(tokens.all().stream().map(TokenController::view).toList());
  }

  @Override
  public ResponseEntity<Void> revokeToken(UUID id) {
    tokens.revoke(id);
    LOG.info("token {} revoked by token {}", id, Caller.current().token());
    return ResponseEntity.noContent().build();
  }

  private static TokenView view(Tokens.Token token) {
    var view =
        new TokenView(
            token.id(),
            dev.writ.api.model.Role.valueOf(token.role().name()),
            token.name(),
            token.person(),
            at(token.createdAt()));
    token.lastUsedAt().map(TokenController::at).ifPresent(view::setLastUsedAt);
    token.revokedAt().map(TokenController::at).ifPresent(view::setRevokedAt);
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
