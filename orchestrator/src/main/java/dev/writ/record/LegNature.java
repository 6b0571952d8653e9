package dev.writ.record;

/**
 * What became of the legs of a year's requests, in the words of {@link Nature}: each leg by its own
 * end, whatever became of the others. What was read out for the person is an answer when it is
 * released, and what a denied request had read out is denied. Where whoever was to read it out
 * found nothing at all, nothing was found. What is kept until recourse is exhausted is that here
 * under every law, whatever the person is told it is: no figure tells those apart.
 */
final class LegNature {
  /**
   * Legs with vendor, nature, grounds and the days from the receipt of the request, as a common
   * table {@code seen}. An object is left under the conditions of {@link dev.writ.leg.Fates}.
   */
  static final String SEEN =
      """
      with part as (
        select l.id, l.vendor, l.state, r.id as request_id, r.kind, r.state as request_state, r.received_on,
          r.refusal_grounds, a.answered_at,
          (select min(e.at) from evidence e where e.request_id = r.id and e.leg_id = l.id and e.to_state in
            ('NOTHING_FOUND', 'HELD', 'VERIFIED_ABSENT', 'UNVERIFIABLE', 'EXPORTED')) as ended_at,
          o.*
        from request r join leg l on l.request_id = r.id left join request_answer a on a.request_id = r.id
        cross join lateral (
          select count(*) filter (where x.kept) as kept, count(*) filter (where not x.kept) as done,
            bool_or(x.state = 'HELD') as held, bool_or(x.state = 'LEFT') as others,
            bool_or(x.kept and x.state not in ('HELD', 'LEFT') and coalesce(x.vouched, 'IMPOSSIBLE') = 'IMPOSSIBLE') as impossible,
            bool_or(x.kept and x.vouched in ('REFUSED_BY_PERSON', 'FETCHED_BY_PERSON')) as persons,
            bool_and(x.state = 'ABSENT') as absent,
            array_agg(distinct x.refusal_ground) filter (
              where x.kept and x.vouched = 'REFUSED' and x.refusal_ground is not null) as refused
          from (
            select y.*, y.state in ('HELD', 'LEFT', 'IMPOSSIBLE', 'REFUSED') or (y.state in ('CLAIMED', 'ABSENT')
              and y.seen_absent_at is null and l.state = 'UNVERIFIABLE' and l.verdict <> 'ATTESTED') as kept
            from leg_object y where y.leg_id = l.id) x) o
        where r.received_on >= :from and r.received_on < :to and r.state <> 'DUPLICATE'
      ), seen as (
        select p.*,
          (case when p.kind = 'ERASURE' and p.request_state not in ('DENIED', 'VERIFICATION_EXPIRED')
            then p.ended_at else p.answered_at end at time zone :zone)::date - p.received_on as days,
          case
            when p.request_state in ('DENIED', 'VERIFICATION_EXPIRED') then 'DENIED'
            when p.state = 'CANCELLED' and p.request_state in ('WITHDRAWN', 'WITHDRAWING') then 'WITHDRAWN'
            when p.state not in ('NOTHING_FOUND', 'HELD', 'VERIFIED_ABSENT', 'UNVERIFIABLE', 'EXPORTED') then 'OPEN'
            when p.kind <> 'ERASURE' and p.request_state = 'WITHDRAWN' then 'WITHDRAWN'
            when p.kind <> 'ERASURE' and p.answered_at is null then 'OPEN'
            when p.state = 'NOTHING_FOUND' or (p.state = 'EXPORTED' and p.absent) then 'NOTHING_FOUND'
            when p.done = 0 and (p.state = 'HELD' or p.kept > 0) then 'DENIED'
            when p.state = 'HELD' or p.kept > 0 then 'COMPLIED_IN_PART'
            else 'COMPLIED' end as nature,
          case
            when p.request_state = 'VERIFICATION_EXPIRED' and p.refusal_grounds = '{}' then '{IDENTITY_NOT_VERIFIED}'
            when p.request_state in ('DENIED', 'VERIFICATION_EXPIRED') and p.refusal_grounds = '{}' then '{NOT_RECORDED}'
            when p.request_state in ('DENIED', 'VERIFICATION_EXPIRED') then p.refusal_grounds
            else coalesce(p.refused, '{}')
              || case when p.impossible then '{VENDOR_IMPOSSIBLE}'::text[] else '{}' end
              || case when p.persons then '{PERSONS_CHOICE}'::text[] else '{}' end
              || case when p.others then '{NOT_THE_PERSONS}'::text[] else '{}' end
              || case when p.held or p.state = 'HELD' then coalesce((
                  select array_agg(distinct coalesce(h.ground,
                    case when h.sort = 'KEEP_UNTIL_RECOURSE' then 'RECOURSE_OPEN' else 'LEGAL_CLAIMS' end))
                  from leg_object x join held_object k on k.object_id = x.id join hold h on h.id = k.hold_id
                  where x.leg_id = p.id and x.state = 'HELD' and h.state = 'ACTIVE'), '{LEGAL_CLAIMS}') else '{}' end
            end as grounds
        from part p
      )
      """;

  private LegNature() {}
}
