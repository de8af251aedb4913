namespace Ao.Plugins.GitLab.Data;

/// <summary>A request without anything in it.</summary>
internal sealed record NoBody;
