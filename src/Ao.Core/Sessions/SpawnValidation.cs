using System.Globalization;
using Ao.Agents;
using Ao.Projects;
using Ao.Prompts;

namespace Ao.Sessions;

/// <summary>Holds requests to their limits.</summary>
internal static class SpawnValidation
{
    private const int MaxTitleLength = 200;
    private const int MaxBranchLength = 200;
    private const int MaxLocationLength = 2000;
    private const int MaxContext = 20;

    /// <summary>Checks what a request names, before anything is looked up by it.</summary>
    /// <exception cref="AoException">It names nothing, or what cannot be.</exception>
    public static void CheckNames(SpawnRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Project))
        {
            throw new AoException("The request names no project. Name one of those that the configuration has.");
        }

        if (request.Agent is not null && string.IsNullOrWhiteSpace(request.Agent))
        {
            throw new AoException("The request names an empty agent. Name one, or none to have the project's.");
        }

        if (!Enum.IsDefined(request.Role))
        {
            throw new AoException($"There is no role {(int)request.Role}. Use one of {string.Join(", ", Enum.GetNames<SessionRole>())}.");
        }

        if (request.Mode is { } mode && !Enum.IsDefined(mode))
        {
            throw new AoException($"There is no way of running {(int)mode}. Use one of {string.Join(", ", Enum.GetNames<AgentMode>())}.");
        }

        if (request.Context is null || request.Context.Count > MaxContext)
        {
            throw new AoException($"The request has {request.Context?.Count.ToString(CultureInfo.InvariantCulture) ?? "no list of"} outside texts. Give an empty list, or at most {MaxContext}.");
        }

        if (request.Role == SessionRole.Reviewer ? request.Reviews is null && request.Revision is null : request.Reviews is not null)
        {
            throw new AoException(request.Role == SessionRole.Reviewer
                ? "A reviewer reads one change at one revision. Name the session whose change it is (Reviews), or the revision (Revision)."
                : $"Only a reviewer reviews a session's change; the role is {request.Role}. Use the role Reviewer, or leave Reviews out.");
        }

        if (request.PullRequest is { } number && (number < 1 || request.Role != SessionRole.Worker || request.Revision is not null))
        {
            throw new AoException(number < 1 ? $"There is no pull request {number}. Give its number."
                : request.Role != SessionRole.Worker ? $"Only a worker takes up a pull request; the role is {request.Role}. Use the role Worker, or leave PullRequest out."
                : "A session that takes up a pull request starts from its head. Leave Revision out.");
        }

        if (request.Revision is { } revision && (revision.Length is 0 or > MaxBranchLength || revision[0] == '-' || revision.Any(char.IsWhiteSpace) || Printable.Clean(revision) != revision))
        {
            throw new AoException($"The revision '{Printable.Quote(revision)}' cannot be used. Give the full id of one.");
        }

        if (request.DependsOn is null || request.DependsOn.Contains(default))
        {
            throw new AoException("The request depends on a session that it does not name. Give the ids of sessions, or an empty list.");
        }
    }

    /// <summary>Checks a request and fills in its defaults.</summary>
    /// <remarks>The default branch carries the journal's own name, so that no two hosts, and no two data folders of one host, mean the same branch of one repository.</remarks>
    /// <exception cref="AoException">It does not keep its limits.</exception>
    public static SessionFacts.Requested ToRequested(SpawnRequest request, Project project, SessionId id, string instance) => new(
        id,
        project.Id,
        Title(request),
        Text(request.Prompt, "task"),
        request.Agent ?? project.Options.Agent,
        request.Role,
        request.Branch is null ? $"ao/{instance}/{id}" : Branch(request.Branch),
        request.DependsOn,
        request.Key,
        request.Mode ?? project.OptionsOf(request.Agent ?? project.Options.Agent).Mode,
        request.Context.Count == 0 ? null : [.. request.Context.Select(Outside)],
        request.Reviews,
        request.Revision,
        request.Issue is null ? null : Issue(request.Issue),
        PullRequest: request.PullRequest);

    /// <summary>Checks a task or message.</summary>
    public static string Text(string text, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new AoException($"The {what} is empty. Say what is to be done.");
        }

        if (text.Length > SpawnRequest.MaxTextLength)
        {
            throw new AoException($"The {what} has {text.Length:N0} characters; at most {SpawnRequest.MaxTextLength:N0} can be taken. Put the long part into a file of the repository and name it.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new AoException($"The {what} holds a NUL character, which no agent can be given. Remove it.")
            : text;
    }

    /// <summary>Checks text of others that belongs to a task. All of it together is to stay readable for an agent.</summary>
    private static OutsideText Outside(OutsideText outside)
    {
        if (string.IsNullOrWhiteSpace(outside?.Origin) || outside.Origin.Length > MaxTitleLength || Printable.Clean(outside.Origin) != outside.Origin || outside.Origin.Contains('\n', StringComparison.Ordinal))
        {
            throw new AoException($"The origin '{Printable.Quote(outside?.Origin ?? "")}' of an outside text cannot be used. Give one line of 1 to {MaxTitleLength} characters that says where the text comes from.");
        }

        return outside with { Text = Text(outside.Text, $"outside text from '{Printable.Quote(outside.Origin)}'") };
    }

    private static string Title(SpawnRequest request)
    {
        if (request.Title is not { } title)
        {
            var line = Printable.Clean(request.Prompt).Trim().Split('\n')[0].Trim();
            return ShortText.Of(line, MaxTitleLength);
        }

        if (string.IsNullOrWhiteSpace(title) || title.Length > MaxTitleLength || title.Contains('\n', StringComparison.Ordinal) || Printable.Clean(title) != title)
        {
            throw new AoException($"The title '{Printable.Quote(title)}' cannot be used. Give one line of 1 to {MaxTitleLength} characters without control characters.");
        }

        return title;
    }

    private static IssueReference Issue(IssueReference issue)
    {
        foreach (var (what, text, most) in new[] { ("id", issue.Id, MaxTitleLength), ("location", issue.Location, MaxLocationLength), ("report", issue.Report ?? "-", MaxTitleLength) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most || text.Contains('\n', StringComparison.Ordinal) || Printable.Clean(text) != text)
            {
                throw new AoException($"The {what} '{Printable.Quote(text ?? "")}' of the session's issue cannot be used. Give one line of 1 to {most} characters without control characters.");
            }
        }

        return issue;
    }

    /// <summary>Refuses what no scm should ever be given as a name. What else makes a branch name is for the scm to say.</summary>
    private static string Branch(string branch)
    {
        if (branch.Length is 0 or > MaxBranchLength || branch[0] == '-' || branch.Any(char.IsWhiteSpace) || branch.Contains("..", StringComparison.Ordinal) || Printable.Clean(branch) != branch)
        {
            throw new AoException($"The branch '{Printable.Quote(branch)}' cannot be used. Give a name of 1 to {MaxBranchLength} characters without spaces, control characters and '..', that does not begin with '-'.");
        }

        return branch;
    }
}
