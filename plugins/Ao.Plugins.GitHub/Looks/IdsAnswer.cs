namespace Ao.Plugins.GitHub.Looks;

/// <summary>The ids of pull requests, by alias.</summary>
internal sealed record IdsAnswer
{
    public IReadOnlyDictionary<string, IdNode?>? Repository { get; init; }
}
