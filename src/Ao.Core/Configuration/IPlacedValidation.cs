using Microsoft.Extensions.Options;

namespace Ao.Configuration;

/// <summary>A validation whose failures name their places themselves.</summary>
internal interface IPlacedValidation : IValidateOptions<AoOptions>;
