using Ao.Alignment;

namespace Ao.Plugins.Alignment;

/// <summary>A place where a fork relies on a definition.</summary>
/// <param name="Line">The line.</param>
/// <param name="IsQualified">Whether the name stands behind that of its type, module or instance.</param>
internal sealed record Reference(SourceLine Line, bool IsQualified);
