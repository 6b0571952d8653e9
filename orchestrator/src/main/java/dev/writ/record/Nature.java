package dev.writ.record;

/** What became of a request, as the record says it. Every request is in exactly one of these. */
enum Nature {
  /** Complied with as a whole. */
  COMPLIED,
  /** Answered, and nothing was held. */
  NOTHING_FOUND,
  /** Complied with, except for what the ground names. */
  COMPLIED_IN_PART,
  /** Refused as a whole. */
  DENIED,
  /** Taken back by the person before it was answered. */
  WITHDRAWN,
  /** The same as another request, which is answered for both. */
  DUPLICATE,
  /** Not answered yet. */
  OPEN;

  /** Something was found beyond the plan and left, as not the person's. */
  private static final String ANOTHERS =
      """
      exists (select from leg l join leg_object o on o.leg_id = l.id where l.request_id = r.id and o.state = 'LEFT')\
      """;

  /** Something the person alone could do, and did not want to, or has fetched there. */
  private static final String PERSONS =
      """
      exists (select from leg l join leg_object o on o.leg_id = l.id where l.request_id = r.id
              and o.state = 'IMPOSSIBLE' and o.vouched in ('REFUSED_BY_PERSON', 'FETCHED_BY_PERSON'))\
      """;

  /**
   * Nature and grounds of each request, for a query that names the request {@code r} and its answer
   * {@code a}. A refusal without a ground is NOT_RECORDED. Where something was not done because the
   * person alone could, and did not want to or has fetched it there, PERSONS_CHOICE stands beside
   * the grounds, and NOT_THE_PERSONS where something was left as somebody else's. What was answered
   * in part before all grounds were kept, and has none, is so because a vendor offers no way to
   * erase it, or none but by the hand of somebody who did not, or says alone that it is gone.
   */
  static final String COLUMNS =
      """
      case
        when r.state in ('WITHDRAWN', 'DUPLICATE') then r.state
        when r.state in ('DENIED', 'VERIFICATION_EXPIRED') then 'DENIED'
        when a.answered_at is null then 'OPEN'
        when r.outcome = 'REFUSED' then 'DENIED'
        when r.outcome = 'FULFILLED_WITH_EXCEPTIONS' then 'COMPLIED_IN_PART'
        when r.outcome = 'NOTHING_FOUND' then 'NOTHING_FOUND'
        when r.outcome = 'FULFILLED' then 'COMPLIED'
        else 'OPEN' end as nature,
      case
        when r.state in ('WITHDRAWN', 'DUPLICATE') then null
        when r.state not in ('DENIED', 'VERIFICATION_EXPIRED') and a.answered_at is null then null
        when r.outcome = 'FULFILLED_WITH_EXCEPTIONS' and (%1$s or %2$s)
          then r.refusal_grounds || case when %1$s then '{NOT_THE_PERSONS}'::text[] else '{}' end
            || case when %2$s then '{PERSONS_CHOICE}'::text[] else '{}' end
        when r.refusal_grounds <> '{}' then r.refusal_grounds
        when r.state = 'VERIFICATION_EXPIRED' then '{IDENTITY_NOT_VERIFIED}'
        when r.state = 'DENIED' or r.outcome = 'REFUSED' then '{NOT_RECORDED}'
        when r.outcome = 'FULFILLED_WITH_EXCEPTIONS' then '{VENDOR_IMPOSSIBLE}'
        end as grounds
      """
          .formatted(ANOTHERS, PERSONS);
}
