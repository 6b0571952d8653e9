package dev.writ.security;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.writ.web.ProblemDocument;
import dev.writ.web.ProblemType;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Nothing answers a stranger but liveness, the place for vendors' signed calls and what lies behind
 * a person's own links; each other path names the roles that may use it, as {@code x-roles} in the
 * API description does.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain chain(HttpSecurity http, Tokens tokens) throws Exception {
    http.csrf(csrf -> csrf.disable())
        .httpBasic(basic -> basic.disable())
        .formLogin(form -> form.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
        .addFilterBefore(new TokenFilter(tokens), AuthorizationFilter.class)
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint(
                        (request, response, e) -> challenge(request, response))
                    .accessDeniedHandler(
                        (request, response, e) ->
                            ProblemDocument.write(response, ProblemType.FORBIDDEN)))
        .authorizeHttpRequests(SecurityConfiguration::roles);
    return http.build();
  }

  /** A method nobody knows does nothing, and is answered with 405 like any other wrong one. */
  @Bean
  HttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    return firewall;
  }

  /** What the firewall refuses, e.g. encoded slashes in a path. */
  @Bean
  RequestRejectedHandler rejections() {
    return (request, response, rejected) ->
        ProblemDocument.write(response, ProblemType.MALFORMED_CALL);
  }

  /** A call is measured once, as a whole, and not again by each of Spring Security's filters. */
  @Bean
  SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }

  private static void roles(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          calls) {
    calls
        // The rest of an answer that was allowed to begin.
        .dispatcherTypeMatchers(DispatcherType.ASYNC)
        .permitAll()
        .requestMatchers("/actuator/health/liveness")
        .permitAll()
        // The person's one-time link is its own credential.
        .requestMatchers("/subject/tasks/*")
        .permitAll()
        .requestMatchers(reads("/v1/manual-tasks/*/evidence/*"))
        .hasAnyRole("OFFICER", "APPROVER")
        .requestMatchers(reads("/v1/manual-tasks/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        .requestMatchers(POST, "/v1/manual-tasks/*/comments")
        .hasAnyRole("OFFICER", "APPROVER")
        .requestMatchers(POST, "/v1/manual-tasks/**")
        .hasRole("OFFICER")
        .requestMatchers(PATCH, "/v1/manual-tasks/**")
        .hasRole("OFFICER")
        .requestMatchers(POST, "/v1/requests")
        .hasAnyRole("OFFICER", "INTEGRATOR")
        .requestMatchers(reads("/v1/requests/*/package"))
        .hasAnyRole("OFFICER", "APPROVER")
        .requestMatchers(reads("/v1/requests/*/identity/documents/*"))
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/requests/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        .requestMatchers(POST, "/v1/requests/*/approve")
        .hasRole("APPROVER")
        .requestMatchers(POST, "/v1/requests/*/deny")
        .hasAnyRole("OFFICER", "APPROVER")
        .requestMatchers(POST, "/v1/requests/*/appeals/*/decide")
        .hasRole("APPROVER")
        .requestMatchers(POST, "/v1/requests/*/legs/*/erase-again", "/v1/requests/*/legs/*/leave")
        .hasRole("APPROVER")
        .requestMatchers(POST, "/v1/requests/**")
        .hasRole("OFFICER")
        .requestMatchers(POST, "/v1/ledger/**")
        .hasRole("INTEGRATOR")
        // The vendor's signature is the credential here.
        .requestMatchers(POST, "/v1/connections/*/webhook")
        .permitAll()
        // Looks after an erasure, suppression.
        .requestMatchers(PATCH, "/v1/requests/*/resurfacings/*")
        .hasRole("OFFICER")
        .requestMatchers(POST, "/v1/suppression/check")
        .hasRole("INTEGRATOR")
        // Findings.
        .requestMatchers(reads("/v1/findings/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        .requestMatchers(POST, "/v1/findings/**")
        .hasRole("OFFICER")
        .requestMatchers(PATCH, "/v1/findings/**")
        .hasRole("OFFICER")
        // Schedules.
        .requestMatchers(reads("/v1/schedules/**"))
        .hasAnyRole("OFFICER", "AUDITOR", "ADMIN")
        .requestMatchers(POST, "/v1/schedules/**")
        .hasRole("ADMIN")
        .requestMatchers(PATCH, "/v1/schedules/**")
        .hasRole("ADMIN")
        // Claims and trust.
        .requestMatchers(reads("/v1/connections/*/claims/**", "/v1/connections/*/claim-checks"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        .requestMatchers(PUT, "/v1/connections/*/claims/*", "/v1/connections/*/plan")
        .hasRole("OFFICER")
        .requestMatchers(POST, "/v1/connections/*/claims/**", "/v1/connections/*/claim-checks")
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/connections/*/trust"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR", "INTEGRATOR")
        .requestMatchers(PUT, "/v1/connections/*/trust/answers/*")
        .hasRole("OFFICER")
        .requestMatchers(POST, "/v1/connections/*/trust/level")
        .hasRole("OFFICER")
        // Drills.
        .requestMatchers(reads("/v1/connections/*/drills", "/v1/connections/*/drill-policy"))
        .hasAnyRole("OFFICER", "AUDITOR", "ADMIN")
        .requestMatchers(POST, "/v1/connections/*/drills")
        .hasAnyRole("OFFICER", "ADMIN")
        .requestMatchers(PUT, "/v1/connections/*/drill-policy")
        .hasRole("ADMIN")
        .requestMatchers(reads("/v1/drills", "/v1/drills/*"))
        .hasAnyRole("OFFICER", "AUDITOR", "ADMIN")
        .requestMatchers(POST, "/v1/drills/*/stop")
        .hasAnyRole("OFFICER", "ADMIN")
        // Offboarding.
        .requestMatchers(POST, "/v1/offboardings/*/approve")
        .hasRole("APPROVER")
        .requestMatchers(POST, "/v1/offboardings/**")
        .hasRole("OFFICER")
        .requestMatchers(DELETE, "/v1/offboardings/*/export")
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/offboardings/*/export"))
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/offboardings/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        // Clock and rules.
        .requestMatchers(PATCH, "/v1/requests/*/receipt")
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/rules/**", "/v1/holidays"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR", "ADMIN")
        .requestMatchers(POST, "/v1/rules/compute")
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR", "ADMIN")
        .requestMatchers(PUT, "/v1/rules/*", "/v1/holidays/**")
        .hasRole("ADMIN")
        // Identity.
        // What a person was sent is its own credential.
        .requestMatchers("/subject/identity/*")
        .permitAll()
        // Duplicates and approvals.
        // Holds.
        .requestMatchers(POST, "/v1/holds/*/release")
        .hasRole("APPROVER")
        .requestMatchers(POST, "/v1/holds/**")
        .hasRole("OFFICER")
        .requestMatchers(PATCH, "/v1/holds/**")
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/holds/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        // Letters and recipients.
        .requestMatchers(reads("/v1/letters/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
        .requestMatchers(POST, "/v1/letters/*/bounce", "/v1/letter-returns")
        .hasAnyRole("OFFICER", "INTEGRATOR")
        .requestMatchers(POST, "/v1/letters/**")
        .hasRole("OFFICER")
        .requestMatchers(reads("/v1/letter-templates/**"))
        .hasAnyRole("OFFICER", "APPROVER", "AUDITOR", "ADMIN")
        .requestMatchers(PUT, "/v1/letter-templates/**")
        .hasRole("ADMIN")
        .requestMatchers(DELETE, "/v1/letter-templates/**")
        .hasRole("ADMIN")
        // The subject's side and appeals.
        // A person has no token; a status link is its own credential.
        .requestMatchers("/request", "/request/code", "/subject/requests/*")
        .permitAll()
        // Record and metrics.
        .requestMatchers(reads("/v1/record", "/v1/statistics"))
        .hasAnyRole("OFFICER", "AUDITOR")
        // Webhooks out.
        .requestMatchers(reads("/v1/webhooks/**", "/v1/webhooks"))
        .hasAnyRole("AUDITOR", "ADMIN")
        .requestMatchers(POST, "/v1/webhooks/**", "/v1/webhooks")
        .hasRole("ADMIN")
        .requestMatchers(PATCH, "/v1/webhooks/*")
        .hasRole("ADMIN")
        .requestMatchers(DELETE, "/v1/webhooks/*")
        .hasRole("ADMIN")
        // Connections, tokens, keys.
        .requestMatchers(reads("/v1/connections/*/feed"))
        .hasAnyRole("OFFICER", "AUDITOR", "ADMIN")
        .requestMatchers(reads("/v1/connections"))
        .hasAnyRole("OFFICER", "AUDITOR", "INTEGRATOR", "ADMIN")
        .requestMatchers(POST, "/v1/connections/**")
        .hasRole("ADMIN")
        .requestMatchers(PATCH, "/v1/connections/*")
        .hasRole("ADMIN")
        .requestMatchers(reads("/v1/tokens"))
        .hasAnyRole("AUDITOR", "ADMIN")
        .requestMatchers(POST, "/v1/tokens/**")
        .hasRole("ADMIN")
        .requestMatchers(DELETE, "/v1/tokens/**")
        .hasRole("ADMIN")
        .requestMatchers(POST, "/v1/keys/**")
        .hasRole("ADMIN")
        // No other method or path does anything: 404 or 405.
        .anyRequest()
        .authenticated();
  }

  /** HEAD as GET: what may not be read may not be asked after either. */
  private static RequestMatcher[] reads(String... paths) {
    var matchers = PathPatternRequestMatcher.withDefaults();
    return Arrays.stream(paths)
        .flatMap(path -> Stream.of(matchers.matcher(GET, path), matchers.matcher(HEAD, path)))
        .toArray(RequestMatcher[]::new);
  }

  private static void challenge(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(
        "WWW-Authenticate",
        TokenFilter.readsDocumentation(request)
            ? "Basic realm=\"Writ\", charset=\"UTF-8\""
            : "Bearer realm=\"Writ\"");
    ProblemDocument.write(response, ProblemType.UNAUTHENTICATED);
  }
}
