package dev.writ.security;

/** What a caller may do; see {@link SecurityConfiguration}. */
public enum Role {
  OFFICER,
  APPROVER,
  AUDITOR,
  INTEGRATOR,
  ADMIN
}
