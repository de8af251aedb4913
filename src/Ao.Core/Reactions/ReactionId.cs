namespace Ao.Reactions;

/// <summary>Names a reaction: whom it is about, and its key.</summary>
/// <param name="Subject">A session's id, or <c>project:</c> and a project's.</param>
/// <param name="Key">The key.</param>
internal readonly record struct ReactionId(string Subject, string Key)
{
    private const string ProjectPrefix = "project:";

    public static ReactionId Of(SessionId session, string key) => new(session.Value, key);

    public static ReactionId Of(ProjectId project, string key) => new(SubjectOf(project), key);

    public static string SubjectOf(ProjectId project) => ProjectPrefix + project.Value;

    /// <summary>Gets the session that it is about, where it is about one.</summary>
    public SessionId? Session => SessionId.TryParse(Subject, null, out var session) ? session : null;

    /// <summary>Gets the project that it is about, where it is about all its sessions.</summary>
    public ProjectId? Project => Subject.StartsWith(ProjectPrefix, StringComparison.Ordinal) ? new ProjectId(Subject[ProjectPrefix.Length..]) : null;
}
