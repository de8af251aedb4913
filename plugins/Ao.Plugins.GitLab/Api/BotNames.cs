using System.Text.RegularExpressions;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Knows the names that GitLab gives to programs.</summary>
internal static partial class BotNames
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase) { "gitlab-bot", "GitLabDuo", "GitLab-Duo", "alert-bot", "support-bot", "security-bot", "GitLab-Security-Bot", "automation-bot", "renovate-bot", "dependabot" };

    /// <summary>Tells whether a name is that of a program.</summary>
    public static bool IsOne(string name) => s_names.Contains(name) || name.EndsWith("[bot]", StringComparison.Ordinal) || TokenBot().IsMatch(name);

    // A project's or group's access token acts as a user of such a name, and so do service accounts.
    [GeneratedRegex("^(project|group)_[0-9]+_bot([0-9]*|_[0-9a-f]+)$|^service_account_", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TokenBot();
}
