namespace Ao.Plugins.GitHub.Notes;

/// <summary>Where the changes of a project are published.</summary>
/// <param name="Location">The git address of the repository.</param>
internal sealed record PushTargetNote(string Location);
