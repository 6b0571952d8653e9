package dev.writ.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Nothing but liveness answers a stranger; each path names the roles that may use it. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain chain(HttpSecurity http, Tokens tokens) throws Exception {
    http.csrf(csrf -> csrf.disable())
        .httpBasic(basic -> basic.disable())
        .formLogin(form -> form.disable())
        .logout(logout -> logout.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new BearerFilter(tokens), AuthorizationFilter.class)
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint(
                        (request, response, e) ->
                            refuse(
                                response,
                                401,
                                "unauthenticated",
                                "send a valid token as Authorization: Bearer"))
                    .accessDeniedHandler(
                        (request, response, e) ->
                            refuse(response, 403, "forbidden", "this role may not do that")))
        .authorizeHttpRequests(
            calls ->
                calls
                    .requestMatchers("/actuator/health/liveness")
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/v1/requests")
                    .hasAnyRole("OFFICER", "INTEGRATOR")
                    .requestMatchers(HttpMethod.GET, "/v1/requests/*/package")
                    .hasAnyRole("OFFICER", "APPROVER")
                    .requestMatchers(HttpMethod.GET, "/v1/requests/**")
                    .hasAnyRole("OFFICER", "APPROVER", "AUDITOR")
                    .requestMatchers(HttpMethod.POST, "/v1/requests/*/approve")
                    .hasRole("APPROVER")
                    .requestMatchers(HttpMethod.POST, "/v1/requests/*/deny")
                    .hasAnyRole("OFFICER", "APPROVER")
                    .requestMatchers(HttpMethod.POST, "/v1/requests/**")
                    .hasRole("OFFICER")
                    .requestMatchers("/v1/ledger/**")
                    .hasRole("INTEGRATOR")
                    .requestMatchers(HttpMethod.GET, "/v1/connections")
                    .hasAnyRole("OFFICER", "AUDITOR", "INTEGRATOR", "ADMIN")
                    .requestMatchers("/v1/connections/**")
                    .hasRole("ADMIN")
                    .requestMatchers("/error")
                    .permitAll()
                    .anyRequest()
                    .authenticated());
    return http.build();
  }

  static void refuse(HttpServletResponse response, int status, String type, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getWriter()
        .write(
            "{\"type\":\"urn:writ:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(type, type, status, detail));
  }

  private static final class BearerFilter extends OncePerRequestFilter {
    private final Tokens tokens;

    BearerFilter(Tokens tokens) {
      this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      var header = request.getHeader("Authorization");
      if (header != null && header.startsWith("Bearer ")) {
        tokens
            .find(header.substring("Bearer ".length()).strip())
            .ifPresent(
                caller ->
                    SecurityContextHolder.getContext()
                        .setAuthentication(
                            UsernamePasswordAuthenticationToken.authenticated(
                                caller,
                                null,
                                List.of(new SimpleGrantedAuthority("ROLE_" + caller.role())))));
      }
      chain.doFilter(request, response);
    }
  }
}
