using System.Globalization;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of reviews: the names of tiers.</summary>
internal sealed class ReviewRules(ConfigurationProblems problems)
{
    private const int MaxTiers = 10;
    private const int MaxPrompt = 64 * 1024;

    public void Validate(string key, ReviewOptions? reviews)
    {
        if (reviews?.Tiers is not { } tiers)
        {
            return;
        }

        if (tiers.Count > MaxTiers)
        {
            problems.Add($"{key}:Tiers", $"has {tiers.Count} tiers. Use {MaxTiers} at most");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < tiers.Count; index++)
        {
            if (tiers[index] is { } tier)
            {
                ValidateTier(string.Create(CultureInfo.InvariantCulture, $"{key}:Tiers:{index}"), tier, names);
            }
        }

        for (var index = 0; index < reviews.Required?.Count; index++)
        {
            if (!names.Contains(reviews.Required[index] ?? ""))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:Required:{index}"), $"'{Printable.Quote(reviews.Required[index])}' is no tier of the project. {(names.Count == 0 ? "It has none: add one to Tiers" : $"Use {string.Join(", ", names)}")}");
            }
        }
    }

    private void ValidateTier(string key, ReviewTierOptions tier, HashSet<string> names)
    {
        if (tier.Name is { Length: > 0 } name)
        {
            if (!ProjectId.TryParse(name, null, out _))
            {
                problems.Add($"{key}:Name", $"'{Printable.Quote(name)}' cannot name a tier. Use 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen");
            }
            else if (!names.Add(name))
            {
                problems.Add($"{key}:Name", $"'{name}' names another tier of the project too. Give each its own name");
            }
        }

        if (tier.Agent is { } agent && string.IsNullOrWhiteSpace(agent))
        {
            problems.Add($"{key}:Agent", "is empty. Name an agent, or remove the setting for the project's");
        }

        if (tier.Prompt?.Length > MaxPrompt)
        {
            problems.Add($"{key}:Prompt", $"has {tier.Prompt.Length} characters. Use {MaxPrompt} at most, and name files of the project for more");
        }
    }
}
