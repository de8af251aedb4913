using Ao.FakeModel.Conversations;

namespace Ao.FakeModel.Wire;

/// <summary>An answer on its way out.</summary>
internal sealed record Reply(string Model, IReadOnlyList<Block> Blocks, TokenCount Usage)
{
    public bool CallsTools => Blocks.Any(static block => block is CallBlock);

    public static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}"[..(prefix.Length + 21)];

    /// <summary>Cuts text as a model streams it.</summary>
    public static IEnumerable<string> Pieces(string text) => text.Length == 0 ? [""] : text.Chunk(24).Select(static piece => new string(piece));
}
