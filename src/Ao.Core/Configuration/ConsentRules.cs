using System.Globalization;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of how people are asked.</summary>
internal sealed class ConsentRules(ConfigurationProblems problems)
{
    private const int MaxReminders = 20;

    public void Validate(AoOptions options)
    {
        if (options.Consent is not { } consent)
        {
            return;
        }

        for (var index = 0; index < consent.Remind?.Count; index++)
        {
            if (!(consent.Remind[index] is > 0 and < 1))
            {
                problems.Add(Key("Remind", index), "is no share of the time. Use a number between 0 and 1, such as 0.5 for half of it");
            }
        }

        if (consent.Remind?.Count > MaxReminders)
        {
            problems.Add("Consent:Remind", $"has {consent.Remind.Count} reminders. Use {MaxReminders} at most");
        }

        ValidateEscalation(consent, options);
    }

    private void ValidateEscalation(ConsentOptions consent, AoOptions options)
    {
        var notifiers = options.Projects.Values.SelectMany(static project => project?.Notifiers ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var before = TimeSpan.Zero;
        for (var index = 0; index < consent.Escalation?.Count; index++)
        {
            if (consent.Escalation[index] is not { Notifier.Length: > 0 } step)
            {
                continue;
            }

            if (!notifiers.Contains(step.Notifier))
            {
                problems.Add(Key("Escalation", index, ":Notifier"), $"'{Printable.Quote(step.Notifier)}' is no notifier of any project. Name it among the Notifiers of the projects that it is for");
            }
            else if (!names.Add(step.Notifier))
            {
                problems.Add(Key("Escalation", index, ":Notifier"), $"'{Printable.Quote(step.Notifier)}' is named before. Name each notifier once");
            }

            if (step.After >= consent.Expiry)
            {
                problems.Add(Key("Escalation", index, ":After"), $"is not before the question lapses (Consent:Expiry is {consent.Expiry:c}). Use less");
            }
            else if (step.After < before)
            {
                problems.Add(Key("Escalation", index, ":After"), "is before the step above it. List the steps in their order; each time is counted from the question");
            }

            before = step.After;
        }
    }

    private static string Key(string list, int index, string more = "") => string.Create(CultureInfo.InvariantCulture, $"Consent:{list}:{index}{more}");
}
