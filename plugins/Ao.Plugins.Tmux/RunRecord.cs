namespace Ao.Plugins.Tmux;

/// <summary>What is kept of a run beside its files.</summary>
/// <param name="Nonce">Makes the run's marker unique on the machine.</param>
/// <param name="IsChannel">Whether the program reads the terminal.</param>
/// <param name="OutputLimit">How many bytes of output are kept.</param>
internal sealed record RunRecord(string Nonce, bool IsChannel, long OutputLimit);
