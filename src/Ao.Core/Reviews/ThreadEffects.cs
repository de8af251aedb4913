using System.Globalization;
using Ao.Effects;
using Ao.Scm;

namespace Ao.Reviews;

/// <summary>The effects on threads of pull requests: everything of a request that decides what happens is a parameter of its effect.</summary>
internal static class ThreadEffects
{
    public static Effect Comment(string scm, ReviewThreadRequest request, SessionId session)
    {
        var parameters = Of(scm, request.Source, request.Number);
        parameters["author"] = request.Author;
        parameters["isBot"] = request.IsBot ? "true" : "false";
        parameters["headRevision"] = request.Revision;
        parameters["body"] = request.Body;
        Add(parameters, "thread", request.Thread);
        Add(parameters, "path", request.Path);
        Add(parameters, "line", request.Line?.ToString(CultureInfo.InvariantCulture));
        return new Effect
        {
            Key = request.Key,
            Kind = EffectKind.AddReviewComment,
            Project = request.Source.Project,
            Session = session,
            Title = $"Comment on {(request.Path is null ? "" : $"{Printable.Quote(request.Path)} in ")}pull request {request.Number}",
            Parameters = parameters,
        };
    }

    public static Effect Resolve(string scm, ProjectSource source, int number, string thread, OperationKey key, SessionId session)
    {
        var parameters = Of(scm, source, number);
        parameters["thread"] = thread;
        parameters["resolved"] = "true";
        return new Effect
        {
            Key = key,
            Kind = EffectKind.AddReviewComment,
            Project = source.Project,
            Session = session,
            Title = $"Resolve thread {Printable.Quote(thread)} of pull request {number}",
            Parameters = parameters,
        };
    }

    /// <summary>Finds what an effect has made of a pull request's threads.</summary>
    public static ReviewThread? Find(IReadOnlyList<ReviewThread> threads, IReadOnlyDictionary<string, string> parameters, OperationKey key) =>
        parameters.ContainsKey("resolved")
            ? threads.FirstOrDefault(thread => thread.Id == parameters["thread"] && thread.IsResolved)
            : threads.FirstOrDefault(thread => thread.Comments.Any(comment => comment.Body.Contains(key.Marker, StringComparison.Ordinal)));

    private static Dictionary<string, string> Of(string scm, ProjectSource source, int number) => new()
    {
        ["scm"] = scm,
        ["repository"] = source.Location,
        ["number"] = number.ToString(CultureInfo.InvariantCulture),
    };

    private static void Add(Dictionary<string, string> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
