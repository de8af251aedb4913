namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>A webhook of a repository, as GitHub lists it.</summary>
internal sealed record Hook(long Id, HookConfig? Config = null);
