using Ao.Reactions;
using Ao.Sessions;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of reactions: which there are, and how their settings go together.</summary>
internal sealed class ReactionRules(ConfigurationProblems problems)
{
    public void Validate(AoOptions options)
    {
        Validate("Reactions", options.Reactions, beneath: null, options);
        foreach (var (name, project) in options.Projects)
        {
            if (project is not null)
            {
                Validate($"Projects:{name}:Reactions", project.Reactions, options.Reactions, options);
            }
        }
    }

    private void Validate(string place, IDictionary<string, ReactionOptions>? reactions, IDictionary<string, ReactionOptions>? beneath, AoOptions options)
    {
        foreach (var (name, reaction) in reactions ?? new Dictionary<string, ReactionOptions>())
        {
            var key = name.ToLowerInvariant();
            if (reaction is null)
            {
                continue;
            }

            var policy = ReactionDefaults.Of(key)
                .With(beneath?.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value)
                .With(reaction);
            ValidateKey($"{place}:{name}", key, policy);
            ValidateAction($"{place}:{name}", key, policy, isLast: beneath is not null || options.Projects.Count == 0 || options.Projects.Values.Any(project => project?.Reactions.Keys.Contains(name, StringComparer.OrdinalIgnoreCase) == false));
        }
    }

    private void ValidateKey(string place, string key, ReactionPolicy policy)
    {
        var isKnown = ReactionKeys.All.Contains(key, StringComparer.Ordinal);
        if (isKnown && policy.On is not null)
        {
            problems.Add($"{place}:On", $"cannot be set: what '{key}' reacts to is given. Give your own reaction another name");
        }
        else if (!isKnown && policy.On is null)
        {
            problems.Add(place, $"is no reaction that there is ({string.Join(", ", ReactionKeys.All)}). {NearestName.Suggest(key, ReactionKeys.All)} For a reaction of your own set On to a fact of sessions, or to '{ReactionCatalog.Signal}'");
        }
        else if (!isKnown && !SessionId.IsValidPrefix(key))
        {
            problems.Add(place, $"cannot name a reaction. Use 1 to {SessionId.MaxPrefixLength} of a-z, 0-9 and '-', not first or last a hyphen");
        }
        else if (policy.On is { } on && on != ReactionCatalog.Signal && !SessionFactKinds.All.Any(kind => kind.Name == on))
        {
            problems.Add($"{place}:On", $"'{Printable.Quote(on)}' is no fact of sessions. {NearestName.Suggest(on, [.. SessionFactKinds.All.Select(static kind => kind.Name)])} Use '{ReactionCatalog.Signal}' for what the host signals");
        }
    }

    private void ValidateAction(string place, string key, ReactionPolicy policy, bool isLast)
    {
        // What is missing for all projects may be there for each.
        if (isLast && policy.Action == ReactionAction.Run && policy.Command.Count == 0)
        {
            problems.Add($"{place}:Command", "is missing, and the action is Run. Name the program and its arguments");
        }

        if (policy.Command.Count > 0 && string.IsNullOrWhiteSpace(policy.Command[0]))
        {
            problems.Add($"{place}:Command:0", "is empty. Name the program to run");
        }

        if (isLast && policy.Command.Count > 0 && policy.Action != ReactionAction.Run)
        {
            problems.Add($"{place}:Command", $"is never run: the action is {policy.Action}. Set Action to Run, or remove the command");
        }

        if (policy.Action == ReactionAction.Merge && key != ReactionKeys.ApprovedAndGreen)
        {
            problems.Add($"{place}:Action", $"cannot be Merge: only '{ReactionKeys.ApprovedAndGreen}' merges. Use Send, Notify, Ask or Run");
        }

        if (key is ReactionKeys.AllComplete && policy.Action is ReactionAction.Send or ReactionAction.Merge)
        {
            problems.Add($"{place}:Action", $"cannot be {policy.Action}: it is about all sessions of a project. Use Notify, Ask or Run");
        }
    }
}
