namespace Ao.Plugins.Convergence;

/// <summary>What added code brings in, as far as its form says so; in the order in which people are told.</summary>
internal enum PartKind
{
    EnvironmentVariable,
    Setting,
    CommandOption,
    Constant,
    Type,
    Function,
    Attempts,
    Catch,
}
