/** An amount as the standard "money" writes it. */
export interface MoneyText {
  /** Decimal, such as `500.00`. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

const AMOUNT = /^(-?)(\d+)(?:\.(\d+))?$/;

/** An exact amount of one currency. Expressions add, subtract and compare such amounts. */
export class Money {
  /** In the smallest part that `decimals` leaves. */
  readonly units: bigint;
  readonly decimals: number;
  readonly currency: string;

  constructor(units: bigint, decimals: number, currency: string) {
    this.units = units;
    this.decimals = decimals;
    this.currency = currency;
  }

  /** `null` where the amount is no decimal number. */
  static parse({ amount, currency }: MoneyText): Money | null {
    const [, sign, whole = '', fraction = ''] = AMOUNT.exec(amount) ?? [];
    if (sign === undefined) return null;
    const units = BigInt(whole + fraction);
    return new Money(sign === '-' ? -units : units, fraction.length, currency);
  }

  /** @throws RangeError where the currencies differ */
  plus(other: Money): Money {
    const [a, b, decimals] = this.#aligned(other);
    return new Money(a + b, decimals, this.currency);
  }

  minus(other: Money): Money {
    return this.plus(new Money(-other.units, other.decimals, other.currency));
  }

  times(count: bigint): Money {
    return new Money(this.units * count, this.decimals, this.currency);
  }

  /**
   * A share of the amount, rounded half up to the decimals of the amount.
   * @param percent such as `1.85`
   */
  percent(percent: string): Money {
    const rate = Money.parse({ amount: percent, currency: this.currency });
    if (rate === null) throw new RangeError(`"${percent}" is no decimal number`);
    const divisor = 100n * 10n ** BigInt(rate.decimals);
    const product = this.units * rate.units;
    const rounded = (2n * product + divisor) / (2n * divisor);
    return new Money(rounded, this.decimals, this.currency);
  }

  /** Negative, zero or positive, as this amount is less than, equal to or more than the other. */
  compare(other: Money): number {
    const [a, b] = this.#aligned(other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  toJSON(): MoneyText {
    const digits = String(this.units < 0n ? -this.units : this.units).padStart(this.decimals + 1, '0');
    const whole = digits.slice(0, digits.length - this.decimals);
    const fraction = this.decimals === 0 ? '' : `.${digits.slice(-this.decimals)}`;
    return { amount: `${this.units < 0n ? '-' : ''}${whole}${fraction}`, currency: this.currency };
  }

  /** For people, such as `EUR 500,000`: whole amounts without decimals. */
  format(locale: string): string {
    const { amount, currency } = this.toJSON();
    const isWhole = /^-?\d+(\.0*)?$/.test(amount);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      minimumFractionDigits: isWhole ? 0 : this.decimals,
      maximumFractionDigits: isWhole ? 0 : this.decimals,
    })
      .format(amount as unknown as Intl.StringNumericLiteral)
      .replace(/\u00a0/g, ' ');
  }

  #aligned(other: Money): [bigint, bigint, number] {
    if (other.currency !== this.currency) {
      throw new RangeError(`amounts in ${this.currency} and ${other.currency} cannot be combined`);
    }
    if (other.decimals === this.decimals) return [this.units, other.units, this.decimals];
    const decimals = Math.max(this.decimals, other.decimals);
    const scaled = ({ units, decimals: own }: Money) => units * 10n ** BigInt(decimals - own);
    return [scaled(this), scaled(other), decimals];
  }
}
