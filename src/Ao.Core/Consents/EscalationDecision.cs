using Ao.Configuration;
using Ao.Effects;

namespace Ao.Consents;

/// <summary>Decides when people are reminded of a question, and when it is brought to the next channel: a pure function.</summary>
internal static class EscalationDecision
{
    /// <summary>Decides what is due.</summary>
    /// <param name="consent">The question.</param>
    /// <param name="course">How far its asking has come.</param>
    /// <param name="options">The settings.</param>
    /// <param name="audience">The notifiers of its project.</param>
    /// <param name="now">The time.</param>
    /// <returns>The facts that are due, and when to look again; <see langword="null"/> where nothing more comes.</returns>
    public static (IReadOnlyList<object> Due, DateTimeOffset? Next) Decide(Consent consent, ConsentCourse course, ConsentOptions options, IReadOnlyCollection<string> audience, DateTimeOffset now)
    {
        if (consent.State != ConsentState.Pending || now >= consent.ExpiresAt)
        {
            return ([], null);
        }

        var due = new List<object>();
        var coming = new List<DateTimeOffset>();
        foreach (var step in options.Escalation.Where(step => audience.Contains(step.Notifier, StringComparer.OrdinalIgnoreCase) && !course.Reached.Contains(step.Notifier, StringComparer.OrdinalIgnoreCase)))
        {
            if (consent.RequestedAt + step.After is var at && at <= now)
            {
                due.Add(new ConsentFacts.Escalated(consent.Id, step.Notifier));
            }
            else
            {
                coming.Add(at);
            }
        }

        // To be reminded that a notification waits for consent would be another notification that waits for one.
        if (consent.Kind != EffectKind.Notify)
        {
            var reminders = options.Remind.Order().Select(share => consent.RequestedAt + ((consent.ExpiresAt - consent.RequestedAt) * share)).ToList();
            var passed = reminders.Count(at => at <= now);
            if (passed > course.Reminders)
            {
                // Those that nobody could send in time are made up for by the last of them.
                due.Add(new ConsentFacts.Reminded(consent.Id, passed));
            }

            coming.AddRange(reminders.Skip(passed));
        }

        return (due, coming.Count == 0 ? null : coming.Min());
    }
}
