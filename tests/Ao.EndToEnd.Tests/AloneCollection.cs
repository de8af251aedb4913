namespace Ao.EndToEnd.Tests;

/// <summary>What looks at this whole process, such as at its open handles, runs while nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
