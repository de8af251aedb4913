namespace Ao.Effects;

/// <summary>The journal's own name, written down once: it stands first in every operation key, so that what another host made on the same forge is never taken for this one's.</summary>
/// <param name="Name">The name: 8 letters and digits, at random.</param>
internal sealed record InstanceName(string Name);
