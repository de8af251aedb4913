using Ao.Consents;
using Ao.Effects;
using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Finds settings that would take something from the consent floor. There are none such; who writes one down is told so, and the host does not start.</summary>
internal sealed class FloorRules(ConfigurationProblems problems)
{
    private static readonly string[] s_switches = ["Ungated", "Ungate", "NoGate", "NoGates", "NoConsent", "SkipConsent", "AutoApprove", "Floor", "ConsentFloor", "Bypass"];

    // Words that mean this only where policy or consent is spoken of.
    private static readonly string[] s_words = [.. s_switches, "Exempt", "Except", "Required", "Require", "Enabled", "Disabled", "Approve", "Trust"];
    private static readonly char[] s_signs = ['-', '!', '~', ' '];
    private static readonly EffectKind[] s_floor = [.. Enum.GetValues<EffectKind>().Where(ConsentFloor.IsOnFloor)];

    public void Check(IConfiguration section)
    {
        CheckUnknown(section, typeof(AoOptions), "");
        CheckUnknown(section.GetSection("Consent"), typeof(ConsentOptions), "Consent");
        foreach (var project in section.GetSection("Projects").GetChildren())
        {
            var key = $"Projects:{project.Key}";
            CheckUnknown(project, typeof(ProjectOptions), key);
            CheckUnknown(project.GetSection("Policy"), typeof(ProjectPolicyOptions), $"{key}:Policy");
            CheckGates(project.GetSection("Gates"), $"{key}:Gates");
        }
    }

    private void CheckGates(IConfigurationSection gates, string key)
    {
        foreach (var gate in gates.GetChildren())
        {
            var text = gate.Value?.Trim() ?? "";
            var name = text.TrimStart(s_signs);
            if (name.Length < text.Length)
            {
                problems.Add($"{key}:{gate.Key}", FindKind(name) is { } kind && ConsentFloor.IsOnFloor(kind)
                    ? $"'{Printable.Quote(text)}' would take {kind} from the consent floor. {NotPossible}"
                    : $"'{Printable.Quote(text)}' would take a gate away. Gates are only added: leave out what is not to be one");
            }
        }
    }

    private void CheckUnknown(IConfiguration section, Type options, string key)
    {
        var known = OptionsBinder.PropertiesOf(options);
        foreach (var child in section.GetChildren().Where(child => !known.ContainsKey(child.Key)))
        {
            var texts = TextsOf(child).ToList();
            var isAboutConsent = options == typeof(ConsentOptions) || options == typeof(ProjectPolicyOptions) || child.Key.Contains("consent", StringComparison.OrdinalIgnoreCase);
            var isSwitch = s_switches.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
                || (isAboutConsent && texts.Exists(static text => s_words.Contains(text, StringComparer.OrdinalIgnoreCase)));
            var named = s_floor.Where(kind => texts.Exists(text => FindKind(text.TrimStart(s_signs)) == kind)).ToList();

            // A name that is merely misspelt is told what was meant, and has taken nothing away.
            if (isSwitch || (named.Count > 0 && NearestName.Find(child.Key, known.Keys) is null))
            {
                problems.Add(OptionsBinder.Join(key, child.Key), $"would take {(named.Count > 0 ? string.Join(" and ", named) : "what a person decides")} from the consent floor. {NotPossible}");
            }
        }
    }

    private static string NotPossible { get; } = $"{string.Join(", ", s_floor)} always need a person's consent, and no setting, policy or plugin takes that away. Remove the setting";

    private static EffectKind? FindKind(string text) => Enum.GetNames<EffectKind>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<EffectKind>(name) : null;

    /// <summary>Gives the names and values of a section and of everything beneath it.</summary>
    private static IEnumerable<string> TextsOf(IConfigurationSection section) =>
        [section.Key, .. section.Value?.Split(',', ' ', ';') ?? [], .. section.GetChildren().SelectMany(TextsOf)];
}
