using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Decides from GitHub's words whether a pull request can be merged, and what is in the way: a pure function.</summary>
internal static class MergeStanding
{
    /// <summary>Judges a pull request as the REST interface gives it.</summary>
    public static (Mergeability Mergeability, IReadOnlyList<string> Obstacles) Of(RestPullRequest pull, string? reviewDecision = null) =>
        pull.State == "open" ? Of(pull.Mergeable, pull.MergeableState, pull.Draft, pull.Base.Ref, reviewDecision) : (Mergeability.Unknown, []);

    /// <summary>Judges by the words themselves; those of GraphQL are the same in upper case.</summary>
    public static (Mergeability Mergeability, IReadOnlyList<string> Obstacles) Of(bool? mergeable, string? state, bool isDraft, string baseBranch, string? reviewDecision)
    {
        var obstacles = new List<string>();
        if (isDraft)
        {
            obstacles.Add("It is a draft.");
        }

        var word = state?.ToLowerInvariant();
        if (mergeable == false || word == "dirty")
        {
            obstacles.Add($"It conflicts with '{Printable.Quote(baseBranch)}'.");
            return (Mergeability.Conflicting, obstacles);
        }

        switch (word)
        {
            case "behind":
                obstacles.Add($"Its head is behind '{Printable.Quote(baseBranch)}', which demands that it is up to date.");
                break;
            case "blocked":
                obstacles.Add(reviewDecision?.ToUpperInvariant() switch
                {
                    "CHANGES_REQUESTED" => "A reviewer asked for changes.",
                    "REVIEW_REQUIRED" => "A review that the base branch demands is missing.",
                    _ => "The rules of the base branch hold it back: checks or reviews that they demand are missing or failed.",
                });
                break;
            default:
                break;
        }

        return word switch
        {
            "behind" or "blocked" or "draft" => (Mergeability.Blocked, obstacles),
            "clean" or "unstable" or "has_hooks" => (isDraft ? Mergeability.Blocked : Mergeability.Mergeable, obstacles),
            null when mergeable == true => (isDraft ? Mergeability.Blocked : Mergeability.Mergeable, obstacles),
            _ => (Mergeability.Unknown, obstacles),
        };
    }
}
